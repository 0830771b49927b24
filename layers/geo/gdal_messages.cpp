// GDAL keeps its handlers per thread, so a collector must be destroyed on the thread that made it.
#include "layers/geo/gdal_messages.h"

#include <cpl_error.h>

#include <algorithm>
#include <utility>

namespace riskmap {

namespace {

constexpr std::size_t most_texts = 20;

void CPL_STDCALL collect(CPLErr severity, CPLErrorNum, const char* text) {
  if (severity < CE_Warning) return;
  static_cast<GdalMessages*>(CPLGetErrorHandlerUserData())->add(text, severity >= CE_Failure);
}

}  // namespace

GdalMessages::GdalMessages() {
  CPLPushErrorHandlerEx(collect, this);
}

GdalMessages::~GdalMessages() {
  CPLPopErrorHandler();
}

void GdalMessages::add(std::string text, bool is_failure) {
  if (is_failure && failures_++ == 0) first_failure_ = text;
  if (texts_.size() < most_texts && std::ranges::find(texts_, text) == texts_.end()) texts_.push_back(std::move(text));
}

}  // namespace riskmap
