// SPDX-License-Identifier: GPL-2.0-only
/* Two joined network devices in a namespace of their own, and what they are told and asked of timestamps. */
#ifndef DEVICES_H
#define DEVICES_H

#include "kinds.h"
#include <linux/ethtool.h>
#include <linux/net_tstamp.h>
#include <linux/sockios.h>

/* Enters a network namespace with nothing but the devices first and second, joined, and lo, which is down. */
static inline void make_devices(void)
{
    if (unshare(CLONE_NEWNET) < 0)
        end_as_unavailable();
    NEED(-system("ip link add first type veth peer name second"));
    set_device_up("first");
    set_device_up("second");
}

/* As ioctl, of a device by its name. */
static inline int control_device(int fd, unsigned long request, const char *device, void *data)
{
    struct ifreq ifr = {.ifr_data = data};

    strncpy(ifr.ifr_name, device, IFNAMSIZ);
    return ioctl(fd, request, &ifr);
}

#endif
