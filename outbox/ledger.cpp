#include "outbox/ledger.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <limits>
#include <string_view>
#include <system_error>
#include <utility>

#include "outbox/descriptor.hpp"
#include "outbox/ledger_line.hpp"
#include "outbox/segment_file.hpp"

namespace celltally {

namespace {

constexpr mode_t kMode = 0640;  // as segments: for the shipper's group

std::string with_reason(const std::string& what) {
  return what + ": " + std::generic_category().message(errno);
}

}  // namespace

Result<Ledger, std::string> Ledger::open(const std::string& folder) {
  Ledger ledger{folder};
  const auto bytes = bytes_of_file(ledger.path_, std::numeric_limits<std::size_t>::max());
  if (!bytes && bytes.error().kind == SegmentFault::Kind::gone) return ledger;
  if (!bytes) return fail(bytes.error().text);
  std::string_view rest = *bytes;
  for (std::size_t end; (end = rest.find('\n')) != std::string_view::npos;) {
    const auto entry = ledger.chain_.follow(rest.substr(0, end));
    if (!entry) {
      return fail(ledger.path_ + ":" + std::to_string(ledger.chain_.next_number()) + ": " +
                  entry.error() +
                  "; put back the file as it was, or move it away to begin anew, "
                  "which releases what was released before once more");
    }
    rest.remove_prefix(end + 1);
    ledger.bytes_ += end + 1;
  }
  if (!rest.empty() && ::truncate(ledger.path_.c_str(), static_cast<off_t>(ledger.bytes_)) != 0) {
    return fail(with_reason(ledger.path_ + ": half a line at its end cannot be removed"));
  }
  return ledger;
}

Result<SegmentHeader::Ledger, std::string> Ledger::spend(LedgerEntry entry) {
  entry.number = chain_.next_number();
  entry.previous = chain_.hash();
  if (auto reason = chain_.objection(entry); !reason.empty()) return fail(std::move(reason));
  const std::string line = ledger_line(entry);
  if (auto reason = append(line); !reason.empty()) return fail(std::move(reason));
  const auto taken = chain_.follow(std::string_view{line}.substr(0, line.size() - 1));
  if (!taken) return fail(taken.error());
  return SegmentHeader::Ledger{entry.number, chain_.hash()};
}

// Somebody else's change, or a line of which half was written and that could not be taken back, is
// found by the length.
std::string Ledger::append(const std::string& line) {
  Descriptor file{
      ::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, kMode)};
  struct stat about {};
  if (!file.open() || ::fstat(file.number(), &about) != 0) {
    return with_reason(path_ + ": cannot be written");
  }
  if (static_cast<std::uint64_t>(about.st_size) != bytes_) {
    return path_ + ": is not as it was left; restart to read it again";
  }
  if (bytes_ == 0) {
    if (const auto fault = sync_folder(folder_)) return fault->text;
  }
  const ssize_t written = ::write(file.number(), line.data(), line.size());
  const bool whole = written == static_cast<ssize_t>(line.size());
  if (whole && ::fsync(file.number()) == 0) {
    bytes_ += line.size();
    return {};
  }
  std::string reason = whole || written < 0 ? with_reason(path_ + ": cannot be written")
                                            : path_ + ": cannot be written: the disk is full";
  if (::ftruncate(file.number(), static_cast<off_t>(bytes_)) != 0) reason += "; and not mended";
  return reason;
}

}  // namespace celltally
