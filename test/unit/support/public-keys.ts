/** Public SSH keys that ssh-keygen has made, whose private keys are nowhere. */
export const publicKeys = {
    ed25519: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIP1g0eKN53uI6BVQPIOljqncsMjhVZYDU1XSP8mA9RT5",
    ecdsa256:
        "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBH6QBSKnFROIvm0Yy9Xhl1m9Tz/fkG77XT1ti6t8F1rS1SD6KxK4cdv5kBZYL1TgS3+jQgYF6+ZIz04ZX8MfYhg=",
    ecdsa384:
        "ecdsa-sha2-nistp384 AAAAE2VjZHNhLXNoYTItbmlzdHAzODQAAAAIbmlzdHAzODQAAABhBHB4P8XJnXmYHyyysqm7baCLOaqVSbSGSm8/E7zPWD5l/kiIQZco+fSKigZQqclxfNAC+xUpOTc0BUgRvF80jZCNMU7dWeIpcMcvOCnqYbDQMb440JhIFMlIl3Ad2lBB0g==",
    ecdsa521:
        "ecdsa-sha2-nistp521 AAAAE2VjZHNhLXNoYTItbmlzdHA1MjEAAAAIbmlzdHA1MjEAAACFBAFdv/1geYS0mTUEpL1VD0ZJXaUiGdUvbVkYpi5oClO98rpPqSCJMOtSxpJJozQVYyuKk0tmFnHG+apHNxV6AWN7hgFRbT96qcYk1hEXP6VbVhh9cFYGvzvmATiIUvOXXEq19SCQqyw+n07bf91IgomZVwA6U66mhkocESIBBjm+A4XR3A==",
    rsa2048:
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC00hLxvMGvCqrcQ7/O8SpIGyesJ/TaU0R1SkertFz+8MVUPGqCxPK/vksMXBk9mKEaq8h7GBZ/mFr+4uHbGBwZ3vv1wGf/nl0OkH9zNJ3/i3kq9adWOHfuAA7+6hWj/1TEGRKXrv+GOPi2YeoXus3FWcGTNBDjPo+z4/yJJbr1iEFeDjL3LzIb8RInNTKQW69Ma3yXFGgeF8MWd1LopIhriHKbEJqQT677xffRtRTyYh+lLEtQyHk/JJaorJ61oPKVCq/ZJkfRLcKYG7xxyRrw3eVYmO21pPdr5MA4BtcJuQEyOX0OgOxWKW9myExHhqMUoNX1oP2xIUI6jo1s8Adl",
    rsa1024:
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQCyeKgciGmPckmxtvSCD/enFhqgNlso+Dt9yz50ZUt45wSzCVqvec6VPMZ2Ead/15OhjAORFIuqHL2vz0kHBb+Lk3mMcIrh2rOMazwgwaK/e5YLa+BndZbi88MGxu5g8TjqNAMJgTSziRprk5i/m7kQuQvpIu9Zb/W/N2qVCHsaVw==",
} as const;
