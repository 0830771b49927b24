// Numbers by seven bits a byte, lowest first (LEB128), signed ones folded over zero; reals as they are in memory.
#include "layers/model/packing.h"

namespace riskmap {

namespace {
constexpr std::size_t most_words = 4096;
}  // namespace

std::uint32_t PackedWords::find(std::string_view word) const {
  const auto known = numbers_.find(word);
  return known == numbers_.end() ? 0 : known->second;
}

std::uint32_t PackedWords::add(std::string_view word) {
  if (const auto known = find(word)) return known;
  if (words_.size() == most_words) return 0;
  words_.emplace_back(word);
  return numbers_[words_.back()] = static_cast<std::uint32_t>(words_.size());
}

void PackWriter::append(std::string& bytes, std::uint64_t number) {
  for (; number > 127; number >>= 7) bytes += static_cast<char>(number | 128);
  bytes += static_cast<char>(number);
}

void PackWriter::word(const std::string& member, PackedWords& words) {
  note(!member.empty());
  if (member.empty()) return;
  const auto number = words.add(member);
  put(std::uint64_t{number});
  if (number == 0) put(member);
}

void PackReader::word(std::string& member, const PackedWords& words) {
  if (!is_there()) return;
  const auto known = static_cast<std::uint32_t>(number());
  if (known == 0)
    member = text();
  else
    member = words[known];
}

std::string PackWriter::taken() const {
  std::string bytes;
  append(bytes, mask_);
  return bytes + bytes_;
}

void PackWriter::put(double number) {
  std::array<char, sizeof number> raw{};
  std::memcpy(raw.data(), &number, sizeof number);
  bytes_.append(raw.data(), raw.size());
}

void PackWriter::put(const std::string& text) {
  put(std::uint64_t{text.size()});
  bytes_ += text;
}

void PackWriter::put(const std::vector<Row>& rows) {
  put(std::uint64_t{rows.size()});
  for (const Row row : rows) put(row);
}

void PackReader::take(std::vector<Row>& member) {
  member.resize(static_cast<std::size_t>(number()));
  for (Row& row : member) take(row);
}

void PackWriter::put(const Fields& fields) {
  put(std::uint64_t{fields.size()});
  for (const auto& [name, value] : fields) {
    put(name);
    put(std::uint64_t{value.index()});
    if (const auto* whole = std::get_if<std::int64_t>(&value)) put(*whole);
    if (const auto* real = std::get_if<double>(&value)) put(*real);
    if (const auto* text = std::get_if<std::string>(&value)) put(*text);
  }
}

void PackReader::take(Fields& member) {
  for (auto left = number(); left > 0; --left) {
    std::string name{text()};
    Value value;
    switch (number()) {
      case 1:
        take(value.emplace<1>());
        break;
      case 2:
        take(value.emplace<2>());
        break;
      case 3:
        take(value.emplace<3>());
        break;
      default:
        break;
    }
    member.insert_or_assign(std::move(name), std::move(value));
  }
}

}  // namespace riskmap
