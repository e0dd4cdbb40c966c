@echo off
rem  collect.cmd, part of pyready: for a computer on which pyready.exe may not start.
rem  What it does: it writes down the few settings that decide how Python can be had here, as text files in a new
rem  folder. On any other computer "pyready check --facts FOLDER" then says what they mean.
rem  What it reads: the registry keys and the variables listed below, and nothing else. What it starts: reg.exe and
rem  cmd.exe out of System32. What it writes: the new folder, in Downloads or else beside this file. It needs no
rem  rights, changes no setting and contacts no server. A variable that names a proxy is left out if a sign-in stands
rem  in it. The files hold the name of the person, the computer and the organisation: open them before you send them.

setlocal EnableExtensions DisableDelayedExpansion
if "%~1"=="inner" goto inner
rem  Once more in a cmd that writes Unicode (/u) and runs no commands set up for every start (/d).
"%SystemRoot%\System32\cmd.exe" /d /u /v:off /c call "%~f0" inner
set "ended=%errorlevel%"
pause
exit /b %ended%

:inner
set "reg=%SystemRoot%\System32\reg.exe"
set "ComSpec=%SystemRoot%\System32\cmd.exe"
set "to=%USERPROFILE%\Downloads\pyready-collect"
if not exist "%USERPROFILE%\Downloads\" set "to=%~dp0pyready-collect"
if exist "%to%" set "to=%to%-%RANDOM%"
mkdir "%to%"
if not exist "%to%\" echo The folder could not be made: "%to%"
if not exist "%to%\" exit /b 1
>"%to%\version.txt" ver

for %%v in (
  USERNAME USERPROFILE USERDOMAIN USERDNSDOMAIN USERDOMAIN_ROAMINGPROFILE COMPUTERNAME
  OneDrive OneDriveCommercial OneDriveConsumer LOCALAPPDATA APPDATA ProgramFiles ProgramData SystemRoot
  PROCESSOR_ARCHITECTURE PROCESSOR_ARCHITEW6432
) do >>"%to%\variables.txt" call :variable %%v
>>"%to%\variables.txt" call :value "ProgramFiles(x86)"
for %%v in (http_proxy https_proxy all_proxy no_proxy) do >>"%to%\variables.txt" call :without_sign_in %%v
rem  The proxy of the person and of the computer, by connection and by policy, and which of them holds.
call :key "HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings"
call :key "HKLM\Software\Microsoft\Windows\CurrentVersion\Internet Settings"
call :key "HKLM\SOFTWARE\Policies\Microsoft\Windows\CurrentVersion\Internet Settings"
call :key "HKCU\SOFTWARE\Policies\Microsoft\Windows\CurrentVersion\Internet Settings"
call :key "HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings\Connections"
call :key "HKLM\Software\Microsoft\Windows\CurrentVersion\Internet Settings\Connections"
rem  Whether a person without rights is ever asked for more, and the Pythons that are registered.
call :key "HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System"
call :key "HKCU\Software\Python" tree
call :key "HKLM\SOFTWARE\Python" tree
call :key "HKLM\SOFTWARE\WOW6432Node\Python" tree
echo Done. Everything is in this folder: "%to%"
echo Read it, take it to a computer where pyready may start, and type there: pyready check --facts FOLDER
exit /b 0

rem  NAME=value, or the name alone where it is not set; NAME=@ where a sign-in was left out.
:without_sign_in
setlocal EnableDelayedExpansion
set "searched=!%1!x"
for /f "tokens=2 delims=@" %%a in ('set searched') do set "%1=@"
:variable
if not defined %1 echo %1
if not defined %1 exit /b 0
:value
setlocal EnableDelayedExpansion
echo %~1=!%~1!
exit /b 0

rem  One key with its values, and the keys below it by name, or in full (tree). Errors stand in these files.
:key
set "name=%~1"
set "name=%name:\=_%"
"%reg%" query "%~1" /reg:64 >"%to%\%name%.txt" 2>&1
>>"%to%\answers.txt" echo %~1=%errorlevel%
if "%2"=="" exit /b 0
"%reg%" export "%~1" "%to%\%name%.reg" /y /reg:64 >>"%to%\export.txt" 2>&1
>>"%to%\answers.txt" echo export %~1=%errorlevel%
exit /b 0
