#include "cli/output.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace celltally {

Output::Output(int descriptor) : descriptor_(descriptor) {
  buffer_.reserve(2 * kBufferOctets);
}

void Output::write(std::string_view text) {
  buffer_ += text;
  written();
}

void Output::flush() {
  std::string_view rest = buffer_;
  while (error_ == 0 && !rest.empty()) {
    const ssize_t count = ::write(descriptor_, rest.data(), rest.size());
    if (count >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno == EAGAIN) {
      // The other end of a pipe or terminal made it non-blocking.
      pollfd ready{.fd = descriptor_, .events = POLLOUT, .revents = 0};
      ::poll(&ready, 1, -1);
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
  buffer_.clear();
}

bool Output::pipe_closed() const noexcept {
  return error_ == EPIPE;
}

std::string Output::reason() const {
  return std::generic_category().message(error_);
}

}  // namespace celltally
