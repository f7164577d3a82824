// SPDX-License-Identifier: GPL-2.0-only
/*
 * The two ways applications bind the extensions: linked to libonload_ext, or looked up by name at run time, where the
 * preload library alone provides them.
 */
#ifndef ONLOAD_H
#define ONLOAD_H

#include <onload/extensions.h>

#ifdef BY_NAME
#include <dlfcn.h>
#define ONLOAD(function) ((__typeof__(&function))dlsym(RTLD_DEFAULT, #function))
#else
#define ONLOAD(function) function
#endif

#endif
