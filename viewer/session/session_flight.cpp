// Flying to where a person asked to be. The camera of the view is the one that is seen; whatever is asked for on the
// way is asked of the place flown to.
#include <variant>

#include "viewer/session/session_apply.h"

namespace riskmap {

void Session::fly_from(const Camera& before) {
  const bool can_fly = options_.clock && view_.is_camera_set && !settings_.reduces_motion &&
                       before.size == view_.camera.size && before.size.width >= 2 &&
                       derived().scene.view_crs == projection_crs_;
  if (!can_fly) return;
  const Flight flight{before, view_.camera, options_.clock()};
  if (flight.seconds() <= 0) return;
  view_.camera = before;
  flight_ = flight;
}

void Session::land() {
  if (!flight_) return;
  view_.camera = flight_->target();
  flight_.reset();
  has_changed_ = true;
}

void Session::fly_on() {
  if (!flight_) return;
  const double now = options_.clock();
  view_.camera = flight_->at(now);
  if (flight_->is_over(now)) flight_.reset();
  has_changed_ = true;
}

// What panels tell in every frame, and the pointer on its way, are no wish to be elsewhere.
bool Session::ends_flight(const Intent& intent) {
  return !intent.is<HoverAt>() && !intent.is<TellShown>() && !intent.is<ResizeMap>();
}

void Session::Applier::operator()(const EndFlight&) const {
  session.land();
}

void Session::Applier::operator()(const SetReducedMotion& intent) const {
  session.settings_.reduces_motion = intent.is_reduced;
  session.save_settings();
}

}  // namespace riskmap
