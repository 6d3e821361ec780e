using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace CsTelemetry.Grpc.Hosting;

/// <summary>Gives Kestrel and its sockets their memory; all of them share one pool.</summary>
internal sealed class BlockPoolFactory : IMemoryPoolFactory<byte>, IDisposable
{
    private readonly BlockPool _pool = new();

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => _pool;

    public void Dispose() => _pool.Dispose();
}
