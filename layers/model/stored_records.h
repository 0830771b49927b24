// Records kept as they are stored; a copy of the list shares them.
#pragma once
#include <cstddef>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

#include "layers/model/edit.h"

namespace riskmap {

class StoredRecords {
 public:
  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = StoredRecord;
    using difference_type = std::ptrdiff_t;
    using pointer = const StoredRecord*;
    using reference = const StoredRecord&;

    Iterator() = default;
    explicit Iterator(std::vector<std::shared_ptr<const StoredRecord>>::const_iterator at) : at_{at} {}
    reference operator*() const { return **at_; }
    pointer operator->() const { return at_->get(); }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    Iterator operator++(int) { return Iterator{at_++}; }
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    std::vector<std::shared_ptr<const StoredRecord>>::const_iterator at_;
  };

  [[nodiscard]] Iterator begin() const { return Iterator{records_.begin()}; }
  [[nodiscard]] Iterator end() const { return Iterator{records_.end()}; }
  [[nodiscard]] std::size_t size() const { return records_.size(); }
  [[nodiscard]] const StoredRecord& operator[](std::size_t row) const { return *records_[row]; }
  [[nodiscard]] const StoredRecord& front() const { return *records_.front(); }
  [[nodiscard]] const StoredRecord& back() const { return *records_.back(); }

  void push_back(StoredRecord record) { records_.push_back(std::make_shared<const StoredRecord>(std::move(record))); }
  void pop_back() { records_.pop_back(); }
  void swap(std::size_t one, std::size_t other) { records_[one].swap(records_[other]); }
  // What was there before, which other copies may still hold.
  std::shared_ptr<const StoredRecord> replace(std::size_t row, StoredRecord record) {
    return std::exchange(records_[row], std::make_shared<const StoredRecord>(std::move(record)));
  }

 private:
  std::vector<std::shared_ptr<const StoredRecord>> records_;
};

}  // namespace riskmap
