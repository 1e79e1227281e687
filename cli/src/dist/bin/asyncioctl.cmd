@echo off
rem Starts asyncioctl with the Java of JAVA_HOME, or with the one in the PATH.
setlocal
set "JAVA=java.exe"
if defined JAVA_HOME goto home
for %%I in (java.exe) do if "%%~$PATH:I"=="" goto missing
goto run
:home
set "JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%JAVA%" goto run
:missing
echo error: asyncioctl needs Java 17 or later, and "%JAVA%" was not found>&2
echo hint: put Java into the PATH, or set JAVA_HOME to its folder>&2
exit /b 1
:run
if "%CMDEXTVERSION%"=="2" goto quick
"%JAVA%" -jar "%~dp0..\lib\asyncioctl.jar" %*
exit /b %ERRORLEVEL%
:quick
rem A label that is not there ends the batch file, and the rest of its line is still run. So Ctrl-C
rem ends Java at once, and cmd does not ask whether to terminate a batch job.
endlocal & goto #ended# 2>nul || title %COMSPEC% & "%JAVA%" -jar "%~dp0..\lib\asyncioctl.jar" %*
