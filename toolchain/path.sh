# shellcheck shell=sh
# Puts the pinned command line tools in front of PATH. To be sourced: . toolchain/path.sh
slipway_bin="${SLIPWAY_CACHE:-${HOME:?}/.cache/slipway}/bin"
case "$PATH" in
    "$slipway_bin" | "$slipway_bin":*) ;;
    *) PATH="$slipway_bin:$PATH" ;;
esac
export PATH
unset slipway_bin
