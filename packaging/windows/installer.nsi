; Greenroom's installer for one person, without administrator rights. Made by `build`, which gives VERSION, FILES (what
; to unpack, from file_list.py), LAUNCHERS, ICON, OUT, SIZE_KB, SIZE_MB and COMPRESSION.
;
; Each version lies in a folder of its own below `app`; writing current.txt, in one move, is what makes it the one that
; starts. So whatever interrupts an upgrade (a full disk, the power) leaves the version before it working, and what an
; interrupted one left behind goes with the next.
;
; Exit codes, for /S: 0 done, 1 cancelled, 2 refused or failed; the version that was there before is then untouched.

Unicode true
Target amd64-unicode
ManifestDPIAware true
ManifestLongPathAware true
RequestExecutionLevel user
!if "${COMPRESSION}" == "off" ; for tests
  SetCompress off
!else
  SetCompressor ${COMPRESSION}
!endif
!if "${COMPRESSION}" == "/SOLID lzma"
  SetCompressorDictSize 64
!endif
CRCCheck force
AllowSkipFiles off
SetOverwrite on
BrandingText " "
Name "Greenroom"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Greenroom"
InstallDirRegKey HKCU "Software\Greenroom" "InstallDir"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Greenroom"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Greenroom's installer"
VIAddVersionKey "LegalCopyright" "Free software: GNU GPL, version 3 or later"

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WinVer.nsh

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Greenroom"
!define PACK "Greenroom.Pack"
!define REPLACE_AT_ONCE 9 ; MOVEFILE_REPLACE_EXISTING and MOVEFILE_WRITE_THROUGH

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_DIRECTORYPAGE_TEXT_TOP "Greenroom will be installed for you alone, in this folder. No administrator is \
needed. Your answers and recordings are kept elsewhere, and an update does not touch them."
!define MUI_FINISHPAGE_TITLE "Greenroom is ready"
!define MUI_FINISHPAGE_TEXT "You find it in the Start menu."
!define MUI_FINISHPAGE_RUN "$INSTDIR\Greenroom.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Start Greenroom"
!define MUI_FINISHPAGE_SHOWREADME ""
!define MUI_FINISHPAGE_SHOWREADME_TEXT "Put a link on the desktop"
!define MUI_FINISHPAGE_SHOWREADME_NOTCHECKED
!define MUI_FINISHPAGE_SHOWREADME_FUNCTION LinkOnDesktop
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE RefuseFolder
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Var Folder ; of this version, below app

; Windows lets nobody write to a program that runs: so this also sees another session's, and helper processes.
!macro RefuseWhileRunning PROGRAM WHAT
  ${If} ${FileExists} "${PROGRAM}"
    ClearErrors
    FileOpen $0 "${PROGRAM}" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "Greenroom is running.$\n$\nFinish your answer and close its window, then ${WHAT} again. \
Nothing was changed." /SD IDOK
      SetErrorLevel 2
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

!macro Fail TEXT
  SetErrorLevel 2
  MessageBox MB_OK|MB_ICONSTOP "${TEXT}" /SD IDOK
  Abort "${TEXT}"
!macroend

; Put FILE.new in the place of FILE, so that at every moment one of them is there and whole.
!macro Switch FILE
  System::Call 'kernel32::MoveFileExW(w "${FILE}.new", w "${FILE}", i ${REPLACE_AT_ONCE}) i .r0'
  ${If} $0 = 0
    !insertmacro Fail "${FILE} could not be written. Close what may be using it (a virus scanner, perhaps), \
then install again. The version that was there before still works."
  ${EndIf}
!macroend

Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "Greenroom needs Windows 10 or newer." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  !insertmacro RefuseWhileRunning "$INSTDIR\Greenroom.exe" "install"
  !insertmacro RefuseWhileRunning "$INSTDIR\command-line\greenroom.exe" "install"
FunctionEnd

; The uninstaller takes `app` away, so the folder must be Greenroom's own.
Function RefuseFolder
  ${GetFileName} "$INSTDIR" $0
  ${If} $0 != "Greenroom"
    StrCpy $INSTDIR "$INSTDIR\Greenroom"
  ${EndIf}
  ${If} "$INSTDIR" == "$LOCALAPPDATA\Greenroom"
    MessageBox MB_OK|MB_ICONEXCLAMATION "Your answers live in this folder. Choose another one for the program." /SD IDOK
    Abort
  ${EndIf}
  !insertmacro RefuseWhileRunning "$INSTDIR\Greenroom.exe" "install"
FunctionEnd

Function LinkOnDesktop
  SetOutPath "$INSTDIR"
  CreateShortCut "$DESKTOP\Greenroom.lnk" "$INSTDIR\Greenroom.exe"
FunctionEnd

Section
  ; Silently, a full disk is only seen when it is full.
  ${GetRoot} "$INSTDIR" $0
  ${DriveSpace} "$0\" "/D=F /S=K" $1
  ${If} $1 < ${SIZE_KB}
  ${AndIf} $1 > 0
    !insertmacro Fail "The disk has no room for Greenroom: it needs ${SIZE_MB} MB. Make room, then install again. \
Nothing was changed."
  ${EndIf}

  ; A folder that nothing uses, even when this version is there already.
  StrCpy $Folder "${VERSION}"
  StrCpy $1 1
  ${While} ${FileExists} "$INSTDIR\app\$Folder\*.*"
    IntOp $1 $1 + 1
    StrCpy $Folder "${VERSION}-$1"
  ${EndWhile}
  SetOutPath "$INSTDIR\app\$Folder"
  !include "${FILES}"

  SetOutPath "$INSTDIR\command-line"
  File "/oname=$INSTDIR\command-line\greenroom.exe.new" "${LAUNCHERS}/greenroom.exe"
  SetOutPath "$INSTDIR"
  File /oname=Greenroom.exe.new "${LAUNCHERS}/Greenroom-window.exe"
  !insertmacro Switch "$INSTDIR\command-line\greenroom.exe"
  !insertmacro Switch "$INSTDIR\Greenroom.exe"
  WriteUninstaller "$INSTDIR\uninstall.exe.new"
  !insertmacro Switch "$INSTDIR\uninstall.exe"
  FileOpen $0 "$INSTDIR\current.txt.new" w
  FileWrite $0 "$Folder\${PYTHON_DLL}"
  FileClose $0
  !insertmacro Switch "$INSTDIR\current.txt"

  ; From here on the new version starts. The others go.
  FindFirst $0 $1 "$INSTDIR\app\*.*"
  ${While} $1 != ""
    ${If} $1 != "."
    ${AndIf} $1 != ".."
    ${AndIf} $1 != $Folder
    ${AndIf} ${FileExists} "$INSTDIR\app\$1\start.py"
      RMDir /r "$INSTDIR\app\$1"
    ${EndIf}
    FindNext $0 $1
  ${EndWhile}
  FindClose $0

  CreateShortCut "$SMPROGRAMS\Greenroom.lnk" "$INSTDIR\Greenroom.exe"
  WriteRegStr HKCU "Software\Greenroom" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "Greenroom"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\Greenroom.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "Greenroom"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1

  ; Packs are .yaml files: Greenroom is offered for them, and takes them from no other program.
  WriteRegStr HKCU "Software\Classes\${PACK}" "" "Greenroom pack of questions"
  WriteRegStr HKCU "Software\Classes\${PACK}\DefaultIcon" "" "$INSTDIR\Greenroom.exe,0"
  WriteRegStr HKCU "Software\Classes\${PACK}\shell\open\command" "" '"$INSTDIR\Greenroom.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\.yaml\OpenWithProgids" "${PACK}" ""
  WriteRegStr HKCU "Software\Classes\Applications\Greenroom.exe" "FriendlyAppName" "Greenroom"
  WriteRegStr HKCU "Software\Classes\Applications\Greenroom.exe\shell\open\command" "" '"$INSTDIR\Greenroom.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\Applications\Greenroom.exe\SupportedTypes" ".yaml" ""
  ${RefreshShellIcons}
SectionEnd

; What was begun goes again; the version before stays as it was.
Function .onInstFailed
  SetErrorLevel 2
  SetOutPath "$TEMP"
  ${If} $Folder != ""
    RMDir /r "$INSTDIR\app\$Folder"
  ${EndIf}
  Delete "$INSTDIR\*.new"
  Delete "$INSTDIR\command-line\*.new"
FunctionEnd

Function un.onInit
  !insertmacro RefuseWhileRunning "$INSTDIR\Greenroom.exe" "uninstall"
  !insertmacro RefuseWhileRunning "$INSTDIR\command-line\greenroom.exe" "uninstall"
FunctionEnd

Section Uninstall
  SetOutPath "$TEMP"
  ; current.txt first: what is half removed shall not start.
  Delete "$INSTDIR\current.txt"
  Delete "$INSTDIR\Greenroom.exe"
  RMDir /r "$INSTDIR\app"
  RMDir /r "$INSTDIR\command-line"
  Delete "$INSTDIR\*.new"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Greenroom.lnk"
  Delete "$DESKTOP\Greenroom.lnk"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "Software\Greenroom"
  DeleteRegKey HKCU "Software\Classes\${PACK}"
  DeleteRegValue HKCU "Software\Classes\.yaml\OpenWithProgids" "${PACK}"
  DeleteRegKey HKCU "Software\Classes\Applications\Greenroom.exe"
  ${RefreshShellIcons}

  ${If} ${FileExists} "$LOCALAPPDATA\Greenroom\*.*"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "Greenroom is removed. Shall your answers, recordings, own questions \
and settings be deleted too?$\n$\nThey are in $LOCALAPPDATA\Greenroom. Once deleted they cannot be brought back." \
/SD IDNO IDNO keep
    RMDir /r "$LOCALAPPDATA\Greenroom"
    keep:
  ${EndIf}
SectionEnd
