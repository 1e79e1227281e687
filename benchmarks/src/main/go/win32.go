package main

import (
	"fmt"
	"os"
	"syscall"
	"unsafe"
)

const (
	fionread          = 0x4004667F
	addressListChange = 0x28000017
	pipeListen        = 0x00110008
	statusPending     = 0x103
)

var (
	kernel32        = syscall.NewLazyDLL("kernel32.dll")
	createEvent     = kernel32.NewProc("CreateEventW")
	createNamedPipe = kernel32.NewProc("CreateNamedPipeW")
	waitNamedPipe   = kernel32.NewProc("WaitNamedPipeW")
	disconnectPipe  = kernel32.NewProc("DisconnectNamedPipe")
	deviceIoControl = kernel32.NewProc("DeviceIoControl")
	cancelIoEx      = kernel32.NewProc("CancelIoEx")
	memoryInfo      = kernel32.NewProc("K32GetProcessMemoryInfo")
	queryCounter    = kernel32.NewProc("QueryPerformanceCounter")
	queryFrequency  = kernel32.NewProc("QueryPerformanceFrequency")
	createSnapshot  = kernel32.NewProc("CreateToolhelp32Snapshot")
	firstThread     = kernel32.NewProc("Thread32First")
	nextThread      = kernel32.NewProc("Thread32Next")
	ticksPerSecond  int64
)

func check(what string, err error) {
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s failed: %v\n", what, err)
		os.Exit(1)
	}
}

func newEvent() syscall.Handle {
	event, _, err := createEvent.Call(0, 0, 0, 0)
	if event == 0 {
		check("CreateEvent", err)
	}
	return syscall.Handle(event)
}

// time.Now is too coarse on Windows.
func ticks() (now int64) {
	queryCounter.Call(uintptr(unsafe.Pointer(&now)))
	return now
}

func micros(from, to int64) float64 {
	if ticksPerSecond == 0 {
		queryFrequency.Call(uintptr(unsafe.Pointer(&ticksPerSecond)))
	}
	return float64(to-from) * 1e6 / float64(ticksPerSecond)
}

func cpuMillis() float64 {
	var created, ended, kernel, user syscall.Filetime
	process, _ := syscall.GetCurrentProcess()
	check("GetProcessTimes", syscall.GetProcessTimes(process, &created, &ended, &kernel, &user))
	millis := func(t syscall.Filetime) float64 {
		return float64(uint64(t.HighDateTime)<<32|uint64(t.LowDateTime)) / 1e4
	}
	return millis(kernel) + millis(user)
}

func residentKilobytes() float64 {
	// PROCESS_MEMORY_COUNTERS (psapi.h); WorkingSetSize is the second size in it.
	var counters struct {
		size, faults uint32
		sizes        [8]uintptr
	}
	counters.size = uint32(unsafe.Sizeof(counters))
	process, _ := syscall.GetCurrentProcess()
	done, _, err := memoryInfo.Call(uintptr(process), uintptr(unsafe.Pointer(&counters)), uintptr(counters.size))
	if done == 0 {
		check("GetProcessMemoryInfo", err)
	}
	return float64(counters.sizes[1]) / 1024
}

func threadCount() (count int) {
	// THREADENTRY32 (tlhelp32.h).
	var entry struct {
		size, usage, thread, owner uint32
		base, delta                int32
		flags                      uint32
	}
	entry.size = uint32(unsafe.Sizeof(entry))
	snapshot, _, _ := createSnapshot.Call(4, 0)
	defer syscall.CloseHandle(syscall.Handle(snapshot))
	more, _, _ := firstThread.Call(snapshot, uintptr(unsafe.Pointer(&entry)))
	for more != 0 {
		if entry.owner == uint32(os.Getpid()) {
			count++
		}
		more, _, _ = nextThread.Call(snapshot, uintptr(unsafe.Pointer(&entry)))
	}
	return count
}
