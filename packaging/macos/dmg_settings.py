"""Settings of dmgbuild: the app beside a link to Applications. `app` is given by packaging/macos/build-dmg."""

application = defines["app"]  # type: ignore[name-defined]  # noqa: F821  # dmgbuild puts it there
format = "ULFO"
filesystem = "APFS"
files = [application]
symlinks = {"Applications": "/Applications"}
icon_locations = {"Greenroom.app": (160, 180), "Applications": (440, 180)}
window_rect = ((200, 200), (600, 400))
default_view = "icon-view"
icon_size = 112
text_size = 13
