namespace Commerce.Application.Customers;

/// <summary>Hashes passwords, slowly and with a salt.</summary>
public interface IPasswords
{
    string Hash(string password);

    /// <summary>Takes the same time whether there is a hash or not, so that nobody learns from the clock which accounts exist.</summary>
    /// <param name="hash">Null when there is no such account: the verdict is then always wrong.</param>
    /// <param name="password">As the person typed it.</param>
    PasswordVerdict Check(string? hash, string password);
}

public enum PasswordVerdict
{
    Wrong,
    Right,

    /// <summary>Right, and the hash was made at yesterday's cost: make a new one.</summary>
    RightButOld,
}
