/* pyready-trial.exe: starts and ends at once. `pyready check --try-run` puts it into one folder of the person's own,
 * starts it once, looks at the code it ends with, and removes it. It reads, writes, loads and contacts nothing. */
#include <windows.h>

#define THAT_IT_RAN 42 /* a code that nobody who stops a program gives */

void
pyready_trial(void)
{
    ExitProcess(THAT_IT_RAN);
}
