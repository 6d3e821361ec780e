using System.Security.Cryptography;

namespace CsTelemetry.Compatibility;

/// <summary>Adds the dice of later runtimes.</summary>
internal static class RandomExtensions
{
    [ThreadStatic]
    private static Random? Dice;

    extension(Random)
    {
        /// <summary>Gets dice of the calling thread's own: they are not safe for several.</summary>
        public static Random Shared => Dice ??= new Random(Seed());
    }

    extension(RandomNumberGenerator)
    {
        public static void Fill(Span<byte> bytes)
        {
            using var source = RandomNumberGenerator.Create();
            var drawn = new byte[bytes.Length];
            source.GetBytes(drawn);
            drawn.CopyTo(bytes);
        }
    }

    // The clock alone would give threads and processes that start together the same dice.
    private static int Seed()
    {
        var bytes = new byte[4];
        RandomNumberGenerator.Fill(bytes);
        return BitConverter.ToInt32(bytes, 0);
    }
}
