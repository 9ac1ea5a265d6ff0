/* Stands in for a library of Windows that wine 8 lacks: Rust's standard library asks it for random numbers, and every
   program of ours would end before its first line. Later wines have their own. */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T length) {
    return length <= 0xffffffff && RtlGenRandom(bytes, (ULONG)length);
}
