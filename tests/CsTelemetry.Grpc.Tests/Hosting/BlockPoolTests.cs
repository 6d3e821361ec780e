using System.Buffers;
using CsTelemetry.Grpc.Hosting;

namespace CsTelemetry.Grpc.Tests.Hosting;

public sealed class BlockPoolTests : IDisposable
{
    private readonly BlockPool _pool = new();

    public void Dispose() => _pool.Dispose();

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(4096)]
    [InlineData(BlockPool.BlockBytes)]
    public void Every_block_has_64_KiB(int asked)
    {
        using var block = _pool.Rent(asked);

        Assert.Equal(64 * 1024, block.Memory.Length);
    }

    [Fact]
    public void More_than_a_block_is_not_to_be_had() => Assert.Throws<ArgumentOutOfRangeException>(() => _pool.Rent(BlockPool.BlockBytes + 1));

    [Fact]
    public void A_block_that_came_back_is_lent_again_and_only_once_however_often_it_is_given_back()
    {
        var first = _pool.Rent();
        first.Dispose();
        first.Dispose();
        Assert.Equal(1, _pool.KeptBlocks);

        using var second = _pool.Rent();
        using var third = _pool.Rent();

        Assert.Same(first, second);
        Assert.NotSame(second, third);
        Assert.Equal(0, _pool.KeptBlocks);
    }

    [Fact]
    public void What_a_burst_took_is_kept_only_up_to_a_limit()
    {
        var lent = new List<IMemoryOwner<byte>>();
        for (var i = 0; i < BlockPool.MaxKeptBlocks + 50; i++)
        {
            lent.Add(_pool.Rent());
        }

        lent.ForEach(block => block.Dispose());

        Assert.Equal(BlockPool.MaxKeptBlocks, _pool.KeptBlocks);
    }

    [Fact]
    public void Threads_never_share_a_block()
    {
        Parallel.For(0, 4, thread =>
        {
            for (var i = 0; i < 5000; i++)
            {
                using var block = _pool.Rent();
                block.Memory.Span[..64].Fill((byte)thread);
                Assert.False(block.Memory.Span[..64].ContainsAnyExcept((byte)thread));
            }
        });
    }
}
