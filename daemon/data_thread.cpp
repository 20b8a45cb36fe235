#include "daemon/data_thread.hpp"

#include <pthread.h>
#include <sched.h>

#include <csignal>
#include <cstring>
#include <utility>

namespace celltally {
namespace {

int place(pthread_t thread, std::uint32_t core) noexcept {
  if (core >= CPU_SETSIZE) return EINVAL;
  cpu_set_t cores;
  CPU_ZERO(&cores);
  CPU_SET(core, &cores);
  return pthread_setaffinity_np(thread, sizeof cores, &cores);
}

}  // namespace

// Signals are the control thread's: a new thread inherits what is blocked.
std::string DataThread::start(const std::string& name, std::optional<std::uint32_t> core,
                              std::function<void()> body) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  thread_ = std::thread{std::move(body)};
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  pthread_setname_np(thread_.native_handle(), name.c_str());
  if (!core) return "";
  const int error = place(thread_.native_handle(), *core);
  if (error == 0) return "";
  return "thread " + name + " cannot run on core " + std::to_string(*core) + " (" +
         std::strerror(error) + "); correct capture.cores, or CPUAffinity= of the unit";
}

void DataThread::join() {
  if (thread_.joinable()) thread_.join();
}

}  // namespace celltally
