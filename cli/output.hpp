#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace celltally {

// Results on their way to a file descriptor, through a buffer. After the first failure nothing more
// is written, and failed() stays. SIGPIPE must be ignored.
class Output {
 public:
  // Borrows `descriptor`.
  explicit Output(int descriptor);

  void write(std::string_view text);

  // Appends with fmt: fmt::format_to(std::back_inserter(output.buffer()), ...), then
  // written().
  std::string& buffer() noexcept { return buffer_; }
  void written() {
    if (buffer_.size() >= kBufferOctets) flush();
  }

  void flush();

  bool failed() const noexcept { return error_ != 0; }

  // Whether the reader went away, which is no fault: `celltally ... | head`.
  bool pipe_closed() const noexcept;

  // Why it failed: "No space left on device". REQUIRES: failed().
  std::string reason() const;

 private:
  static constexpr std::size_t kBufferOctets = std::size_t{64} * 1024;

  int descriptor_;
  int error_ = 0;
  std::string buffer_;
};

}  // namespace celltally
