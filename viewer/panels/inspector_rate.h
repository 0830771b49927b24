// What is known of a place's rate, where the map is coloured by one.
#pragma once
#include "layers/model/place.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

// Nothing for any other indicator and for places of another level.
void rate_words(const Session& session, const Place& place);

}  // namespace riskmap::ui
