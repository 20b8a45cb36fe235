#include "service/event_loop.hpp"

#include <uv.h>

#include <cstdio>
#include <cstdlib>
#include <list>
#include <utility>

namespace celltally {
namespace {

void check(int result, const char* what) {
  if (result == 0) return;
  static_cast<void>(std::fprintf(stderr, "celltally: %s: %s\n", what, uv_strerror(result)));
  std::abort();
}

// A handle with what to call. libuv keeps its address, so it stays where it is.
template <typename Handle>
struct Watch {
  Handle handle{};
  EventLoop::Call call;

  static void happened(Handle* handle) { static_cast<Watch*>(handle->data)->call(); }
};

}  // namespace

struct EventLoop::State {
  uv_loop_t loop{};
  std::list<Watch<uv_signal_t>> signals;
  std::list<Watch<uv_timer_t>> timers;
  Watch<uv_async_t> waker;
};

EventLoop::EventLoop() : state_(std::make_unique<State>()) {
  check(uv_loop_init(&state_->loop), "the event loop cannot be made");
  using Waker = Watch<uv_async_t>;
  state_->waker.handle.data = &state_->waker;
  state_->waker.call = [] {};
  check(uv_async_init(&state_->loop, &state_->waker.handle, Waker::happened),
        "the event loop cannot be woken");
}

void EventLoop::close() noexcept {
  const auto end = [](auto& handle) {
    auto* const any = reinterpret_cast<uv_handle_t*>(&handle);
    if (!uv_is_closing(any)) uv_close(any, nullptr);
  };
  for (auto& watch : state_->signals) end(watch.handle);
  for (auto& watch : state_->timers) end(watch.handle);
  end(state_->waker.handle);
}

// A handle lives until its close callback: close all, run until there is none.
EventLoop::~EventLoop() {
  uv_walk(
      &state_->loop,
      [](uv_handle_t* handle, void*) {
        if (!uv_is_closing(handle)) uv_close(handle, nullptr);
      },
      nullptr);
  uv_run(&state_->loop, UV_RUN_DEFAULT);
  check(uv_loop_close(&state_->loop), "the event loop cannot be closed");
}

void EventLoop::on_signal(int signal, Call call) {
  using Signal = Watch<uv_signal_t>;
  Signal& watch = state_->signals.emplace_back();
  watch.call = std::move(call);
  watch.handle.data = &watch;
  check(uv_signal_init(&state_->loop, &watch.handle), "signals cannot be watched");
  check(uv_signal_start(
            &watch.handle, [](uv_signal_t* handle, int) { Signal::happened(handle); }, signal),
        "a signal cannot be watched");
}

void EventLoop::every(std::uint64_t period_ms, Call call) {
  using Timer = Watch<uv_timer_t>;
  Timer& watch = state_->timers.emplace_back();
  watch.call = std::move(call);
  watch.handle.data = &watch;
  check(uv_timer_init(&state_->loop, &watch.handle), "a timer cannot be made");
  check(uv_timer_start(&watch.handle, Timer::happened, period_ms, period_ms),
        "a timer cannot be started");
}

void EventLoop::on_wake(Call call) {
  state_->waker.call = std::move(call);
}

void EventLoop::wake() noexcept {
  uv_async_send(&state_->waker.handle);
}

void EventLoop::run() {
  uv_run(&state_->loop, UV_RUN_DEFAULT);
}

void EventLoop::stop() noexcept {
  uv_stop(&state_->loop);
}

uv_loop_s* EventLoop::native() noexcept {
  return &state_->loop;
}

}  // namespace celltally
