using System.Text;
using CsTelemetry.Collector.Storing;

namespace CsTelemetry.Collector.Tests.Storing;

public sealed class Utf8TableTests
{
    private static readonly string[] Pieces = ["", "", "user-", "user-0000", "a", "b", "\0", "\0\0", "é", "日本", "\uFFFD", "\uD800", "\uE000", "😀", "12345678", "123456789"];

    private readonly Utf8Table _table = new();

    [Fact]
    public void A_string_has_one_number_however_often_it_comes()
    {
        Assert.Equal((0, 1, 0), (_table.NumberOf("b"), _table.NumberOf(""), _table.NumberOf("b")));
        Assert.Equal("b"u8, _table.BytesOf(0));
    }

    [Fact]
    public void Numbers_become_ranks_in_the_order_of_the_bytes()
    {
        var column = Numbers("b", "", "😀", "\uFFFD", "b");

        _table.SortByBytes(column);

        // As UTF-16 the emoji's surrogates would come before U+FFFD.
        Assert.Equal([1, 0, 3, 2, 1], column);
        Assert.Equal("😀"u8, _table.BytesOf(3));
    }

    [Fact]
    public void Strings_with_the_same_bytes_share_a_rank()
    {
        var column = Numbers("\uFFFD", "z", "\uD800", "a");

        _table.SortByBytes(column);

        Assert.Equal([2, 1, 2, 0], column);
    }

    [Fact]
    public void Any_strings_are_ranked_as_a_comparison_of_bytes_ranks_them()
    {
        var seed = Environment.TickCount;
        for (var round = 0; round < 300; round++)
        {
            var random = new Random(seed + round);
            string[] texts = [.. Enumerable.Range(0, random.Next(1, 200)).Select(_ => string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => Pieces[random.Next(Pieces.Length)])))];
            var column = Numbers(texts);

            _table.SortByBytes(column);

            var bytes = texts.Select(Encoding.UTF8.GetBytes).ToList();
            var distinct = bytes.Distinct(new SameBytes()).Order(Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right))).ToList();
            Assert.True(bytes.Select(one => distinct.FindIndex(other => other.AsSpan().SequenceEqual(one))).SequenceEqual(column), $"Seed {seed + round}.");
            Assert.True(column.Zip(bytes).All(pair => _table.BytesOf(pair.First).SequenceEqual(pair.Second)), $"Seed {seed + round}.");
            _table.Clear();
        }
    }

    private int[] Numbers(params string[] texts) => [.. texts.Select(_table.NumberOf)];

    private sealed class SameBytes : IEqualityComparer<byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => obj.Length;
    }
}
