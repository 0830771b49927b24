// Collects what GDAL says on this thread while it lives, instead of letting it print.
#pragma once
#include <string>
#include <vector>

namespace riskmap {

class GdalMessages {
 public:
  GdalMessages();
  ~GdalMessages();
  GdalMessages(const GdalMessages&) = delete;
  GdalMessages& operator=(const GdalMessages&) = delete;

  [[nodiscard]] bool has_failure() const { return failures_ > 0; }
  [[nodiscard]] std::size_t failures() const { return failures_; }
  // The first few different texts, failures and warnings alike, oldest first.
  [[nodiscard]] const std::vector<std::string>& texts() const { return texts_; }
  [[nodiscard]] std::string first_failure() const { return first_failure_; }

  void add(std::string text, bool is_failure);

 private:
  std::vector<std::string> texts_;
  std::string first_failure_;
  std::size_t failures_ = 0;
};

}  // namespace riskmap
