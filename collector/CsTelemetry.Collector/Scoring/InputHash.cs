using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CsTelemetry.Adoption.Usage;
using CsTelemetry.Adoption.Versions;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Hashes everything that a score is a function of, so that two computations can be told apart or seen to be the same.</summary>
internal static class InputHash
{
    /// <summary>The first eight bytes of a SHA-256 over account, people in the order of their ids, and model. Not reversible to ids.</summary>
    public static ulong Of(AccountUsage usage, ScoreModel model)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory, Encoding.UTF8, leaveOpen: true))
        {
            Write(writer, usage, model);
        }

        hash.AppendData(memory.GetBuffer().AsSpan(0, (int)memory.Length));
        return BinaryPrimitives.ReadUInt64LittleEndian(hash.GetHashAndReset());
    }

    private static void Write(BinaryWriter writer, AccountUsage usage, ScoreModel model)
    {
        writer.Write(model.Hash);
        writer.Write(usage.AccountId);
        writer.Write(usage.FirstDay.DayNumber);
        writer.Write(usage.EligibleSeats ?? -1);
        writer.Write(usage.Excluded);
        writer.Write(usage.LastHeartbeat?.DayNumber ?? -1);
        writer.Write(usage.Plan ?? "");
        foreach (var feature in usage.EntitledFeatures?.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>())
        {
            writer.Write(feature);
        }

        foreach (var user in usage.Users.OrderBy(user => user.UserId, StringComparer.Ordinal))
        {
            Write(writer, user);
        }
    }

    private static void Write(BinaryWriter writer, UserUsage user)
    {
        writer.Write(user.UserId);
        writer.Write(user.WeekBlocks);
        writer.Write(user.Events84);
        writer.Write(user.DecayedEvents);
        foreach (var use in user.CoreFeatures84.OrderBy(use => use.Feature, StringComparer.Ordinal))
        {
            writer.Write(use.Feature);
            writer.Write(use.Uses84);
            writer.Write((ulong)(use.Days84 >> 64));
            writer.Write((ulong)use.Days84);
        }
    }
}
