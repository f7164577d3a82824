# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154 # variables of bin/onload, which reads this
#
# What is said of Onload's settings, EF_*, of which one has an effect: the library reads EF_MAX_PACKETS itself.

# Warns of names that Onload does not know either; with -v, tells of all.
lkos_tell_settings() {
    case $(export -p) in
        *\ EF_*) ;;
        *) return 0 ;; # as most often: no tool is started
    esac
    [ "${EF_VALIDATE_ENV-}" = 0 ] || lkos_unknown_settings | while IFS= read -r lkos_name; do
        log "$lkos_name: Onload has no setting of this name (EF_VALIDATE_ENV=0 silences this)"
    done
    [ "$verbose" = true ] || return 0
    lkos_settings | lkos_tool grep -v ^EF_MAX_PACKETS= | while IFS= read -r lkos_setting; do
        log "$lkos_setting: no effect on the kernel's stack"
    done
}

lkos_unknown_settings() {
    lkos_settings | lkos_tool sed 's/=.*//' | lkos_tool grep -vxF -f "$lkos_tree/share/lkos/settings"
}

# Prints NAME=VALUE, a line each.
lkos_settings() {
    lkos_tool env -0 | lkos_tool tr '\n\0' ' \n' | lkos_tool grep ^EF_ | lkos_tool sort
}
