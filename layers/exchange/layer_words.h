// Words of the texts that layers are remembered and asked for by: NAME,WORD=VALUE…
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layers/style/scale_range.h"

namespace riskmap {

std::vector<std::string> parts_of(std::string_view text);  // between commas; "\\," is a comma itself
std::string escaped(std::string_view text);
std::optional<double> number_in(std::string_view text, double least, double most);
// False = the text is no such thing, and nothing has changed.
bool set_number(double& target, std::string_view text, double least, double most);
bool set_scales(ScaleRange& target, std::string_view text);  // "CLOSEST-FARTHEST"

}  // namespace riskmap
