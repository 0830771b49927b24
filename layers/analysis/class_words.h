// Classes in words of the current language.
#pragma once
#include <string>

#include "layers/analysis/classify.h"

namespace riskmap {

// Why there are fewer classes than asked for; "" where there are as many, or none for want of any value.
std::string why_fewer_classes(const Classes& classes);

}  // namespace riskmap
