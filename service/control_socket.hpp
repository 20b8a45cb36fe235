#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "service/event_loop.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// A UNIX socket on which local people ask a daemon how it is: one line in, one answer out, closed.
// Only root, the daemon's own user and the members of one group are answered; the kernel says who
// asks. At most kClientsMax at once, kRequestMax octets each, kPatienceMs long; more are closed.
// Runs on the loop's thread.
class ControlSocket {
 public:
  static constexpr std::size_t kClientsMax = 16;
  static constexpr std::size_t kRequestMax = 256;
  static constexpr std::uint64_t kPatienceMs = 5000;

  // `request` has no line break; the answer is sent as it is.
  using Answer = std::function<std::string(std::string_view request)>;

  // Takes the place of a socket that nobody listens on. `group`: empty for none. Fails, with what
  // to do, when somebody does listen, another kind of file is there, or the socket cannot be made.
  static Result<std::unique_ptr<ControlSocket>, std::string> open(EventLoop& loop,
                                                                  const std::string& path,
                                                                  const std::string& group,
                                                                  Answer answer);
  ControlSocket(const ControlSocket&) = delete;
  ControlSocket& operator=(const ControlSocket&) = delete;
  // Removes the socket's file. The loop must still live.
  ~ControlSocket();

 private:
  struct State;
  explicit ControlSocket(State* state);
  State* state_;  // deletes itself once libuv has closed its handles
};

}  // namespace celltally
