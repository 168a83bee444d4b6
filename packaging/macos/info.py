"""Info.plist of Greenroom.app: what the freeze specification hands to PyInstaller."""

from __future__ import annotations

from typing import Any

# As in packaging/linux/share/greenroom.metainfo.xml: the reversed address of the website, once there is one. macOS
# keeps the permission for the microphone under it, so it never changes after the first release.
BUNDLE_ID = "invalid.greenroom.Greenroom"
PACK_TYPE = f"{BUNDLE_ID}.pack"


def info_plist(version: str) -> dict[str, Any]:
    """All keys beyond those that PyInstaller writes by itself."""
    return {
        "CFBundleDisplayName": "Greenroom",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "LSApplicationCategoryType": "public.app-category.education",
        "LSMinimumSystemVersion": "14.0",
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "Free software under the GNU General Public License, version 3 or later",
        "NSMicrophoneUsageDescription": (
            "Greenroom records your answers while you practise. Recordings stay on this Mac."
        ),
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Greenroom pack of questions",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [PACK_TYPE],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": PACK_TYPE,
                "UTTypeDescription": "Greenroom pack of questions",
                "UTTypeConformsTo": ["public.yaml", "public.text"],
                "UTTypeTagSpecification": {"public.filename-extension": ["greenroom.yaml"]},
            }
        ],
    }
