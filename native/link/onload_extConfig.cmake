# SPDX-License-Identifier: GPL-2.0-only
# find_package(onload_ext) gives onload_ext::onload_ext, the shared library, and onload_ext::static, the archive.

get_filename_component(_onload_ext_tree "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

if(NOT TARGET onload_ext::onload_ext)
  add_library(onload_ext::onload_ext SHARED IMPORTED)
  set_target_properties(onload_ext::onload_ext PROPERTIES
    IMPORTED_LOCATION "${_onload_ext_tree}/lib/libonload_ext.so.1"
    IMPORTED_SONAME libonload_ext.so.1
    INTERFACE_INCLUDE_DIRECTORIES "${_onload_ext_tree}/include")

  add_library(onload_ext::static STATIC IMPORTED)
  set_target_properties(onload_ext::static PROPERTIES
    IMPORTED_LOCATION "${_onload_ext_tree}/lib/libonload_ext.a"
    INTERFACE_INCLUDE_DIRECTORIES "${_onload_ext_tree}/include"
    INTERFACE_LINK_LIBRARIES "${CMAKE_DL_LIBS}")
endif()

unset(_onload_ext_tree)
