#pragma once

#include <memory>
#include <mutex>

struct uv_async_s;

namespace celltally {

// Wakes the loop from any thread, for as long as the loop listens. Shared with threads that may
// outlive the handle.
class Doorbell {
 public:
  void hang(uv_async_s* handle);  // the loop's thread; nullptr takes it down
  void ring();

 private:
  std::mutex mutex_;
  uv_async_s* handle_ = nullptr;
};

}  // namespace celltally
