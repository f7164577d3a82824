/* SPDX-License-Identifier: GPL-2.0-only */
/* What differs between libraries made of the same object: data, most of which others look up. */
extern const int lkos_preloadable __attribute__((visibility("hidden")));
extern const int lkos_emulating __attribute__((visibility("hidden")));
const int lkos_preloadable = PRELOADABLE;
#ifdef ONLOAD_RELEASE
const int lkos_emulating = 1;
#else
const int lkos_emulating = 0;
#endif

/* The version of the extensions API. */
extern const unsigned VERSION_SYMBOL[3];
const unsigned VERSION_SYMBOL[3] = {VERSION};

/* By which programs tell that sockets are accelerated: the release of Onload whose interface this is. */
#ifdef ONLOAD_RELEASE
extern const char *const onload_version;
const char *const onload_version = ONLOAD_RELEASE;
#endif
