// Files attached to records, and copies of them on the disk.
#include <memory>
#include <utility>

#include "layers/exchange/attached_file.h"
#include "layers/exchange/whole_file.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/session/session.h"
#include "viewer/session/session_apply.h"
#include "viewer/session/session_work.h"

namespace riskmap {

// Read beside the window: a photograph on a slow disk must not hold it up.
void Session::Applier::operator()(const AttachFile& intent) const {
  if (!session.document_.can_edit()) return;
  session.work_->ask_store([intent](RegisterStore&) -> Session::Work::Arrival {
    auto read = std::make_shared<Result<AttachedFile>>(read_attached_file(intent.file));
    return [intent, read](Session& asked) {
      if (!*read) return asked.tell(read->error());
      auto change = attachment_of(**read, intent.owner_entity, intent.owner);
      asked.apply(CommitEdit{{std::move(change)}, {}, {}, {file_content(std::move(**read))}});
    };
  });
}

void Session::Applier::operator()(const KeepAttachment& intent) const {
  if (!session.document_.reg) return;
  session.work_->ask_store([intent](RegisterStore& store) -> Session::Work::Arrival {
    std::error_code ignored;
    Result<void> written;
    if (std::filesystem::exists(intent.file, ignored))
      written = fail(ErrorCode::invalid_input, "there is a file of this name already", intent.file.string());
    const auto bytes = written ? store.file_bytes(intent.sha256) : std::unexpected{written.error()};
    written = bytes ? write_whole_file(intent.file,
                                       [&bytes](std::ostream& out) -> Result<void> {
                                         out << *bytes;
                                         return {};
                                       })
                    : std::unexpected{bytes.error()};
    return [intent, written](Session& asked) {
      if (!written) return asked.tell(written.error());
      asked.tell(Toast::Kind::success, fill(tr("Saved: {file}"), {{"file", intent.file.string()}}));
    };
  });
}

namespace {
constexpr std::size_t most_copies = 4;  // a fifth takes the place of the first
}

void Session::Applier::operator()(const OpenAttachment& intent) const {
  if (!session.document_.reg || !session.can_open_files()) return;
  session.work_->ask_store([intent](RegisterStore& store) -> Session::Work::Arrival {
    const auto bytes = store.file_bytes(intent.sha256);
    auto made = bytes ? OpenedCopy::make(*bytes) : std::unexpected{bytes.error()};
    if (!made) return [error = made.error()](Session& asked) { asked.tell(error); };
    return [copy = std::make_shared<const OpenedCopy>(*std::move(made))](Session& asked) {
      auto& copies = asked.work_->opened_copies;
      copies.push_back(copy);
      if (copies.size() > most_copies) copies.pop_front();
      if (const auto opened = asked.options_.open_file(copy->file()); !opened) asked.tell(opened.error());
    };
  });
}

}  // namespace riskmap
