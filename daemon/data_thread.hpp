#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <thread>

namespace celltally {

// A thread of the data path: no signal interrupts it, `top -H` shows its name, and it may have a
// core of its own. The body must not throw.
class DataThread {
 public:
  DataThread() = default;
  ~DataThread() { join(); }

  // Once. `name` has at most 15 characters. Why it does not run on `core`; "" when it does, or none
  // was asked for.
  std::string start(const std::string& name, std::optional<std::uint32_t> core,
                    std::function<void()> body);

  // Idempotent.
  void join();

 private:
  std::thread thread_;
};

}  // namespace celltally
