// SPDX-License-Identifier: GPL-2.0-only
/* The intended changes of what devices answer. Here there is one, the loopback device. */
#ifndef FUZZ_INTENDED_DEVICES_H
#define FUZZ_INTENDED_DEVICES_H

#include "intended.h"

#define ALL_FILTERS ((1u << (HWTSTAMP_FILTER_NTP_ALL + 1)) - 1)
#define TX_TYPES (1u << HWTSTAMP_TX_OFF | 1u << HWTSTAMP_TX_ON)
#define FILTERS (ALL_FILTERS & ~(1u << HWTSTAMP_FILTER_SOME))

static struct hwtstamp_config configuration;

static inline bool is_taken(const struct hwtstamp_config *wanted)
{
    return (TX_TYPES >> (wanted->tx_type & 31) & 1) != 0 && (FILTERS >> (wanted->rx_filter & 31) & 1) != 0;
}

static inline long configure(int fd, unsigned long request, struct ifreq *argument, const struct block *data)
{
    struct ifreq device = *argument;

    if (ioctl(fd, SIOCGIFINDEX, &device) < 0) {
        errno = EOPNOTSUPP;
        return -1;
    }
    if (data->mapped < sizeof(configuration) || (request == SIOCGHWTSTAMP && data->place == READ_ONLY)) {
        errno = EFAULT;
        return -1;
    }
    if (request == SIOCSHWTSTAMP && !is_taken((struct hwtstamp_config *)data->at)) {
        errno = ERANGE;
        return -1;
    }
    if (request == SIOCSHWTSTAMP)
        memcpy(&configuration, data->at, sizeof(configuration));
    else
        memcpy(data->at, &configuration, sizeof(configuration));
    meet(DEVICE_CONFIGURED);
    errno = UNTOUCHED;
    return 0;
}

static inline void make_able(struct ethtool_ts_info *info)
{
    info->so_timestamping |= TX_HARDWARE | RX_HARDWARE | SYSTEM | RAW;
    info->tx_types |= TX_TYPES;
    info->rx_filters |= FILTERS;
    meet(DEVICE_ABLE);
}

/* The argument may be a struct ifreq that points to data. */
static inline long intended_ioctl(int fd, unsigned long request, const struct block *argument, const struct block *data)
{
    errno = UNTOUCHED;
    long result = ioctl(fd, request, argument->at);
    bool configures = request == SIOCSHWTSTAMP || request == SIOCGHWTSTAMP;
    if (!is_reference || data == NULL)
        return result;
    if (configures && result < 0 && errno == EOPNOTSUPP)
        return configure(fd, request, (struct ifreq *)argument->at, data);
    if (request == SIOCETHTOOL && result == 0 && *(int *)data->at == ETHTOOL_GET_TS_INFO)
        make_able((struct ethtool_ts_info *)data->at);
    return result;
}

#endif
