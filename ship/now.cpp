#include "ship/now.hpp"

namespace celltally {

Now Now::read() {
  using std::chrono::duration_cast;
  using std::chrono::nanoseconds;
  return {
      duration_cast<nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()),
      {duration_cast<nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count()}};
}

}  // namespace celltally
