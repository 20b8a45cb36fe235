#pragma once

#include <cstdint>
#include <functional>
#include <memory>

struct uv_loop_s;  // libuv's uv_loop_t

namespace celltally {

// The control thread's loop: signals, timers, calls from other threads (libuv). Everything is set
// up before run(), and called on the thread that runs it. Aborts when libuv has no memory or
// descriptors for it at the start.
class EventLoop {
 public:
  using Call = std::function<void()>;

  EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;
  ~EventLoop();

  void on_signal(int signal, Call call);
  // The first time after one period.
  void every(std::uint64_t period_ms, Call call);
  // `call` runs once after any number of wake()s.
  void on_wake(Call call);
  // Any thread, from on_wake() until the destructor begins.
  void wake() noexcept;

  // Until stop(); handles stay, so it can be run again.
  void run();
  void stop() noexcept;

  // For sockets; handles must be closed, and their close callbacks have run, before the destructor.
  uv_loop_s* native() noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace celltally
