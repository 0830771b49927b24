// What was noted about a line of the deputies' lists, and the links below it: the same for facts and tested clusters.
#pragma once
#include <string>

#include "layers/analysis/attention_review.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

// By whom and when, to whom it was given, the note, and `since`: what has happened since. `by` says what the review is
// worth now.
struct ReviewLines {
  std::string by{}, since{};
};
void review_lines(const Session& session, const AttentionReview& review, const ReviewLines& words,
                  const std::string& name);
// "Reviewed: {by}", or "Noted: {by}" where the line stays.
std::string reviewed_by(const AttentionReview& review);

// One more link beside those before it, on the next line where there is no room: whether it is pressed; or pressed, it
// asks for `asked`.
bool next_link(const std::string& name, const std::string& words);
void next_link(Intents& intents, const std::string& name, const std::string& words, Intents asked);

}  // namespace riskmap::ui
