#include "capture/dpdk/eal_log.hpp"

#include <sys/types.h>

namespace celltally {

EalLog::EalLog() {
  const cookie_io_functions_t functions{
      .read = nullptr,
      .write = [](void* self, const char* text, std::size_t size) -> ssize_t {
        static_cast<EalLog*>(self)->write({text, size});
        return static_cast<ssize_t>(size);
      },
      .seek = nullptr,
      .close = nullptr};
  stream_ = fopencookie(this, "w", functions);
  if (stream_ != nullptr) static_cast<void>(std::setvbuf(stream_, nullptr, _IOLBF, 0));
}

EalLog::~EalLog() {
  if (stream_ != nullptr) static_cast<void>(std::fclose(stream_));
}

std::vector<std::string> EalLog::lines() const {
  const std::lock_guard guard{lock_};
  std::vector<std::string> lines{lines_.begin(), lines_.end()};
  if (!open_line_.empty()) lines.push_back(open_line_);
  return lines;
}

void EalLog::clear() {
  const std::lock_guard guard{lock_};
  lines_.clear();
  open_line_.clear();
}

void EalLog::write(std::string_view text) {
  const std::lock_guard guard{lock_};
  for (const char letter : text) {
    if (letter != '\n') {
      const bool printable = letter >= ' ' && letter <= '~';
      if (open_line_.size() < kLineBytesMax) open_line_ += printable ? letter : '?';
      continue;
    }
    if (!open_line_.empty()) lines_.push_back(std::move(open_line_));
    open_line_.clear();
    if (lines_.size() > kLinesMax) lines_.pop_front();
  }
}

}  // namespace celltally
