#pragma once

#include <cstdint>
#include <string_view>

namespace celltally {

// Tells systemd of the life of this service (sd_notify(3)); does nothing where no service manager
// asked for it. From the control thread, which a service manager that does not listen cannot hold
// up: what is said again soon is left unsaid then, the rest waits kPatienceS at most.
class ServiceNotify {
 public:
  static constexpr int kPatienceS = 5;

  static void ready() { send("READY=1", kPatienceS); }
  static void stopping() { send("STOPPING=1", kPatienceS); }
  static void reloading();                    // and ready() again afterwards
  static void status(std::string_view text);  // one line, shown by `systemctl status`
  static void alive() { send("WATCHDOG=1", 0); }

  // How long systemd waits for alive(); 0 when it does not.
  static std::uint64_t watchdog_us() noexcept;

 private:
  static void send(std::string_view message, int patience_s);
};

}  // namespace celltally
