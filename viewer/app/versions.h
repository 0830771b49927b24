// riskmap --version
#pragma once
#include <string>

namespace riskmap {
std::string versions();  // our version and those of the libraries that decide what files and pictures mean
}
