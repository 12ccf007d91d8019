#!/bin/sh
# Builds CVODE for the bench from Debian's source of SUNDIALS with -O3 -march=native: Debian's own build
# takes about three times as long on systems of 50 states. Needs apt's sources (deb-src), cmake, gcc,
# libsuitesparse-dev.
#
# usage: build-sundials.sh PREFIX        then: CHONDRON_SUNDIALS=PREFIX npm run bench -- engine
set -eu
prefix=$1
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
cd "$work"
apt-get source --download-only sundials
mkdir source
tar xf sundials*.orig.tar.* -C source --strip-components=1
cmake -S source -B build -DCMAKE_BUILD_TYPE=Release -DCMAKE_C_FLAGS="-O3 -march=native -DNDEBUG" \
  -DBUILD_SHARED_LIBS=OFF -DEXAMPLES_ENABLE_C=OFF -DEXAMPLES_INSTALL=OFF \
  -DBUILD_ARKODE=OFF -DBUILD_CVODES=OFF -DBUILD_IDA=OFF -DBUILD_IDAS=OFF -DBUILD_KINSOL=OFF \
  -DENABLE_KLU=ON -DKLU_INCLUDE_DIR=/usr/include/suitesparse \
  -DKLU_LIBRARY_DIR="/usr/lib/$(gcc -dumpmachine)" -DCMAKE_INSTALL_LIBDIR=lib \
  -DCMAKE_INSTALL_PREFIX="$prefix"
cmake --build build
cmake --install build
