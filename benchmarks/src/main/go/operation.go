package main

import (
	"runtime"
	"sync/atomic"
	"syscall"
	"unsafe"
)

// An operation that can pend, again and again. A goroutine issues it and blocks on its event.
type operation struct {
	overlapped syscall.Overlapped
	returned   uint32
	handle     syscall.Handle
	isSocket   bool
	event      syscall.Handle
	seen       int64
}

var (
	expected  int64
	allSeen   = make(chan struct{}, 1)
	submitted int64
	issued    int64
)

func (op *operation) start() {
	op.overlapped.InternalHigh = 0
	// The low-order bit keeps the completion from the runtime's port.
	op.overlapped.HEvent = op.event | 1
	op.overlapped.Internal = statusPending
	if op.isSocket {
		err := syscall.WSAIoctl(op.handle, addressListChange, nil, 0, nil, 0, &op.returned, &op.overlapped, 0)
		if err != nil && err != syscall.ERROR_IO_PENDING {
			check("WSAIoctl", err)
		}
	} else {
		done, _, err := deviceIoControl.Call(uintptr(op.handle), pipeListen, 0, 0, 0, 0,
			uintptr(unsafe.Pointer(&op.returned)), uintptr(unsafe.Pointer(&op.overlapped)))
		if done == 0 && err != syscall.ERROR_IO_PENDING {
			check("DeviceIoControl", err)
		}
	}
	atomic.AddInt64(&issued, 1)
}

func (op *operation) submit() {
	submitted++
	go func() {
		op.start()
		syscall.WaitForSingleObject(op.event, syscall.INFINITE)
		atomic.StoreInt64(&op.seen, ticks())
		if atomic.AddInt64(&expected, -1) == 0 {
			allSeen <- struct{}{}
		}
	}()
}

func submitAll(operations []*operation) {
	for _, op := range operations {
		op.submit()
	}
	awaitIssued()
}

func awaitIssued() {
	for atomic.LoadInt64(&issued) < submitted {
		runtime.Gosched()
	}
}

func expect(count int) { atomic.StoreInt64(&expected, int64(count)) }

func awaitSeen() { <-allSeen }
