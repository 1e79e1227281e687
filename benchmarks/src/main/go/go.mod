module asyncioctl.benchmarks/peer

go 1.21
