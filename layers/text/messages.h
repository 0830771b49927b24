// Sentences for errors and the labels of fixed codes, in the current language.
#pragma once
#include <string>
#include <string_view>

#include "layers/core/result.h"

namespace riskmap {

// What, where, what to do. Never empty.
std::string error_message(const Error& error);
// The same for what parse_filter() and check_filter() refuse: where is a character of the filter's text.
std::string filter_message(const Error& error);
// The label of a field in forms, tables and messages: field_label("issue", "severity") -> «Ауырлық дәрежесі».
std::string field_label(std::string_view entity, std::string_view field);

}  // namespace riskmap
