// Throws an exception from the callback of the doctor, which must end the process instead of unwinding the library.
#include <cstdio>
#include <usersig.h>

static void found(const usersig_finding *, void *) { throw 1; }

int main() {
  try {
    const usersig_result result =
        usersig_diagnose("undefined", 9, 0, nullptr, 0, nullptr, 0, 0, USERSIG_ENGLISH, found, nullptr, nullptr);
    std::printf("the library returned %d\n", result);
  } catch (int) {
    std::puts("the exception passed through the library");
  }
  return 0;
}
