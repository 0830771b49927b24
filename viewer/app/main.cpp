// riskmap: the viewer and its command line.
#include "viewer/app/run.h"

int main(int argc, char** argv) {
  return riskmap::run(argc, argv);
}
