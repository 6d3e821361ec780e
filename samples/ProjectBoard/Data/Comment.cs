namespace ProjectBoard.Data;

/// <summary>What somebody wrote on a card.</summary>
internal sealed record Comment(string Author, string Text);
