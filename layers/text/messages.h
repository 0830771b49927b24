// Sentences for errors and the labels of fixed codes, in the current language.
#pragma once
#include <string>
#include <string_view>

#include "layers/core/result.h"

namespace riskmap {

// What, where, what to do. Never empty.
std::string error_message(const Error& error);
// What the English words of a reason mean to a person: an error's detail, a refusal, a remark, a flaw; "" = not known.
std::string reason_message(std::string_view reason);
std::string reason_or_words(std::string_view reason);  // the words as they are when they are not known
// As error_message(), for what parse_filter() and check_filter() refuse: where is a character of the filter's text.
std::string filter_message(const Error& error);
// The label of a field in forms, tables and messages: field_label("issue", "severity") -> «Ауырлық дәрежесі».
std::string field_label(std::string_view entity, std::string_view field);

}  // namespace riskmap
