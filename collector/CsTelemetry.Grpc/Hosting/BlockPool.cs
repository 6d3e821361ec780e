using System.Buffers;
using System.Collections.Concurrent;

namespace CsTelemetry.Grpc.Hosting;

/// <summary>
/// Lends memory to connections in blocks of 64 KiB instead of Kestrel's 4: a usual batch then lies in one or two pieces, and
/// is received with two or three system calls instead of a dozen. Blocks are used again; more than
/// <see cref="MaxKeptBlocks"/> are not kept. Thread-safe.
/// </summary>
internal sealed class BlockPool : MemoryPool<byte>
{
    public const int BlockBytes = 64 * 1024;

    /// <summary>32 MiB. What a burst takes beyond them goes back to the garbage collector.</summary>
    public const int MaxKeptBlocks = 512;

    private readonly ConcurrentStack<Block> _free = new();
    private int _kept;

    public override int MaxBufferSize => BlockBytes;

    /// <summary>Gets how many blocks wait to be used again.</summary>
    internal int KeptBlocks => Volatile.Read(ref _kept);

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
        if (_free.TryPop(out var block))
        {
            Interlocked.Decrement(ref _kept);
            block.IsLent = true;
            return block;
        }

        return new Block(this);
    }

    protected override void Dispose(bool disposing)
    {
        _free.Clear();
        _kept = 0;
    }

    private void Return(Block block)
    {
        if (Interlocked.Increment(ref _kept) > MaxKeptBlocks)
        {
            Interlocked.Decrement(ref _kept);
            return;
        }

        _free.Push(block);
    }

    private sealed class Block(BlockPool pool) : IMemoryOwner<byte>
    {
        // Pinned for good: sockets pin what they read into, which would otherwise hold up the collector for each read.
        private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true);

        public bool IsLent { get; set; } = true;

        public Memory<byte> Memory => _bytes;

        public void Dispose()
        {
            if (IsLent)
            {
                IsLent = false;
                pool.Return(this);
            }
        }
    }
}
